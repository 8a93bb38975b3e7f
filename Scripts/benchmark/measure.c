/* measure COMMAND …: runs a command and prints its wall seconds, exit status and peak memory as JSON on stderr's descriptor 3. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **arguments) {
  struct timespec a, b;
  struct rusage usage;
  int status;
  (void)count;
  clock_gettime(CLOCK_MONOTONIC, &a);
  pid_t child = fork();
  if (child == 0) {
    close(3);
    execvp(arguments[1], arguments + 1);
    perror(arguments[1]);
    _exit(127);
  }
  wait4(child, &status, 0, &usage);
  clock_gettime(CLOCK_MONOTONIC, &b);
  dprintf(3, "%.6f %d %ld\n", (b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9, WEXITSTATUS(status), usage.ru_maxrss / 1024);
  return 0;
}
