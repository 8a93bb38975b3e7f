public import Messages

/// What is wrong with a parameter of a simulation.
public enum SimulationFault: Fault, Hashable {
  case notFinite(Parameter)
  case notPositive(Parameter, Double)
  case negative(Parameter, Double)
  case notAShare(Parameter, Double)
  case outOfOrder(low: Double, mode: Double, high: Double)
  case tooLarge(Parameter, Double, max: Double)
  case noValues
  case weightCount(values: Int, weights: Int)
  case belowOne(Parameter, Int)
  case tooFew(Parameter, Int, min: Int)

  /// What a number stands for.
  public enum Parameter: Hashable, Sendable {
    case value, mean, standardDeviation, coefficientOfVariation, bound, probability, shape, weight, sumOfWeights, ratePerHour
    case replicates, threads, batches, observations, confidence, halfWidth, quantile
  }

  public var code: String {
    switch self {
    case .notFinite: "E-SIM-001"
    case .notPositive: "E-SIM-002"
    case .negative: "E-SIM-003"
    case .notAShare: "E-SIM-004"
    case .outOfOrder: "E-SIM-005"
    case .tooLarge: "E-SIM-006"
    case .noValues: "E-SIM-007"
    case .weightCount: "E-SIM-008"
    case .belowOne: "E-SIM-009"
    case .tooFew: "E-SIM-010"
    }
  }

  public var text: Text {
    switch self {
    case .notFinite(let parameter):
      Text(zh: "\(parameter.label.zh)不是数,或没有给出。", en: "The \(parameter.label.en) is missing or is no finite number.")
    case .notPositive(let parameter, let value):
      Text(zh: "\(parameter.label.zh)须大于 0,不能是 \(value)。", en: "The \(parameter.label.en) is \(value); it must be above 0.")
    case .negative(let parameter, let value):
      Text(zh: "\(parameter.label.zh)不能是负数:\(value)。", en: "The \(parameter.label.en) is \(value); it must not be below 0.")
    case .notAShare(let parameter, let value):
      Text(zh: "\(parameter.label.zh)须在 0 与 1 之间,不能是 \(value)。", en: "The \(parameter.label.en) is \(value); it must be between 0 and 1.")
    case .outOfOrder(let low, let mode, let high):
      Text(
        zh: "下限、众数、上限须依次不减,且下限小于上限:\(low)、\(mode)、\(high)。",
        en: "The lower bound, the mode and the upper bound must be in this order, and not all one: \(low), \(mode), \(high).")
    case .tooLarge(let parameter, let value, let max):
      Text(
        zh: "\(parameter.label.zh) \(value) 太大;最多 \(max)。", en: "The \(parameter.label.en) is \(value); at most \(max) can be handled.")
    case .noValues: Text(zh: "没有任何数值;请至少给出一个。", en: "There are no values; give at least one.")
    case .weightCount(let values, let weights):
      Text(zh: "有 \(values) 个数值,却有 \(weights) 个权重。", en: "There are \(values) values and \(weights) weights.")
    case .belowOne(let parameter, let value):
      Text(
        zh: "\(parameter.label.zh)应至少为 1,不能是 \(value)。", en: "The \(parameter.label.en) is \(value); it is 1 or more.")
    case .tooFew(let parameter, let value, let min):
      Text(
        zh: "\(parameter.label.zh)为 \(value),太少;至少要 \(min)。", en: "The \(parameter.label.en) is \(value), too few; it is \(min) or more.")
    }
  }
}

extension SimulationFault.Parameter {
  var label: Text {
    switch self {
    case .value: Text(zh: "数值", en: "value")
    case .mean: Text(zh: "平均值", en: "mean")
    case .standardDeviation: Text(zh: "标准差", en: "standard deviation")
    case .coefficientOfVariation: Text(zh: "变异系数", en: "coefficient of variation")
    case .bound: Text(zh: "界限", en: "bound")
    case .probability: Text(zh: "概率", en: "probability")
    case .shape: Text(zh: "形状参数", en: "shape")
    case .weight: Text(zh: "权重", en: "weight")
    case .sumOfWeights: Text(zh: "权重之和", en: "sum of weights")
    case .ratePerHour: Text(zh: "每小时次数", en: "rate per hour")
    case .replicates: Text(zh: "重复次数", en: "number of replicates")
    case .threads: Text(zh: "线程数", en: "number of threads")
    case .batches: Text(zh: "批数", en: "number of batches")
    case .observations: Text(zh: "观测数", en: "number of observations")
    case .confidence: Text(zh: "置信水平", en: "confidence level")
    case .halfWidth: Text(zh: "半宽", en: "half-width")
    case .quantile: Text(zh: "分位", en: "quantile")
    }
  }
}
