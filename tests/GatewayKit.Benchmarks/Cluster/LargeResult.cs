namespace GatewayKit.Benchmarks.Cluster;

/// <summary>The result of <see cref="LargeRun"/>.</summary>
/// <param name="Routes">The number of routes.</param>
/// <param name="Start">The seconds from the start of the process until its routes were active.</param>
/// <param name="StartCpu">The processor time until then, in seconds.</param>
/// <param name="Written">The seconds from the start of the process until all statuses were written.</param>
/// <param name="WritesASecond">The most writes in a second.</param>
/// <param name="Initial">The requests at the API server until then.</param>
/// <param name="Resident">The largest resident memory until then, in bytes.</param>
/// <param name="Active">The milliseconds until each change of a route was active.</param>
/// <param name="ChangeCpu">The processor time of a change of a route, with its status, in milliseconds.</param>
/// <param name="EndpointsActive">The milliseconds until each change of endpoints was active.</param>
/// <param name="Changed">The requests at the API server for these changes.</param>
/// <param name="Changes">The number of changes of routes.</param>
/// <param name="Private">The private memory at the end, in bytes.</param>
internal sealed record LargeResult(
    int Routes, double Start, double StartCpu, double Written, int WritesASecond, ApiCounts Initial, long Resident,
    IReadOnlyList<double> Active, double ChangeCpu, IReadOnlyList<double> EndpointsActive, ApiCounts Changed, int Changes, long Private);
