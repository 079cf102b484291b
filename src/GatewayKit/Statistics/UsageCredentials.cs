namespace GatewayKit.Statistics;

/// <summary>The uses of credentials. They are counted once more, with the name of their consumer as the route, and the id of the credential
/// as the consumer.</summary>
internal static class UsageCredentials
{
    /// <summary>The beginning of the names of consumers, which no route has.</summary>
    public const string Prefix = "(credentials) ";

    /// <summary>Returns the name of a consumer.</summary>
    public static string NameOf(string consumer) => Prefix + consumer;
}
