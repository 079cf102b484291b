namespace GatewayKit.Acme.Challenges;

/// <summary>The names of challenges in the protocol and in the configuration.</summary>
internal static class ChallengeTypes
{
    public const string TlsAlpn = "tls-alpn-01";
    public const string Http = "http-01";

    public static string NameOf(AcmeChallenge challenge) => challenge == AcmeChallenge.TlsAlpn01 ? TlsAlpn : Http;

    /// <summary>Returns the challenge with a name; null if it isn't supported.</summary>
    public static AcmeChallenge? Find(string name) => name switch
    {
        TlsAlpn => AcmeChallenge.TlsAlpn01,
        Http => AcmeChallenge.Http01,
        _ => null,
    };
}
