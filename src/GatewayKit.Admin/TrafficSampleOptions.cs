namespace GatewayKit.Admin;

/// <summary>
/// The settings of the sample of requests for which <c>POST /v1/plan</c> shows the effect of a change. Its records don't have credentials,
/// cookies or bodies, and are only in the memory of the process.
/// </summary>
public sealed class TrafficSampleOptions
{
    /// <summary>Gets or sets the maximum number of requests that are recorded in each minute, 0 to 10,000, and up to 100,000 in
    /// all minutes. If there are more, each has the same chance. A record has up to 2 kB, usually 0.5 kB. 0 records nothing.
    /// Default: 500.</summary>
    public int RequestsPerMinute { get; set; } = 500;

    /// <summary>Gets or sets the number of minutes, 1 to 60. Default: 10.</summary>
    public int Minutes { get; set; } = 10;

    /// <summary>Gets the names of headers whose values are recorded, in addition to those that routes match by: for changes that match by
    /// other ones. Names of secrets, such as <c>Authorization</c> and <c>Cookie</c>, aren't allowed. Default: none.</summary>
    public IList<string> Headers { get; } = [];

    /// <summary>Gets the names of query parameters whose values are recorded, in addition to those that routes match by. Names of secrets
    /// aren't allowed. Default: none.</summary>
    public IList<string> QueryParameters { get; } = [];
}
