namespace GatewayKit.Statistics;

/// <summary>The operations of a version of an API. Their requests are counted once more, with the name of the version as the route, and the
/// operation as the consumer.</summary>
/// <param name="Version">The name of the version, which <see cref="NameOf"/> returns.</param>
/// <param name="Find">Finds the operation of a request by its method and its path. Returns null if there is none.</param>
internal sealed record UsageOperations(string Version, Func<string, string, string?> Find)
{
    /// <summary>The beginning of the names of versions, which no route has.</summary>
    public const string Prefix = "(operations) ";

    /// <summary>The version beyond the limit.</summary>
    public const string OtherVersion = Prefix + UsageCollector.Other;

    /// <summary>The beginning of the names of requests that match a route of the version, but none of its operations. The method
    /// follows.</summary>
    public const string Undocumented = "(undocumented) ";

    private static readonly string[] s_methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"];
    private static readonly string[] s_undocumented = [.. s_methods.Select(method => Undocumented + method)];

    /// <summary>Returns the name of a version.</summary>
    public static string NameOf(string api, string version) => $"{Prefix}{api}/{version}";

    /// <summary>Returns the name of requests without an operation. Clients can't add names.</summary>
    public static string UndocumentedBy(string method)
        => Array.IndexOf(s_methods, method) is >= 0 and var index ? s_undocumented[index] : Undocumented + UsageCollector.Other;
}
