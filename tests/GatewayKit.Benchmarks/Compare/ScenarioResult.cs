namespace GatewayKit.Benchmarks.Compare;

/// <summary>The measurements of a scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Rate">The fixed rate in requests a second.</param>
/// <param name="Samples">The measurements of each variant; bare YARP is the first.
/// The same place has the same process number and round.</param>
/// <param name="Notes">The variants that weren't measured or failed, with the reason.</param>
/// <param name="HasFailed">Whether a variant failed.</param>
internal sealed record ScenarioResult(
    Scenario Scenario,
    double Rate,
    IReadOnlyDictionary<string, IReadOnlyList<Sample>> Samples,
    IReadOnlyList<string> Notes,
    bool HasFailed);
