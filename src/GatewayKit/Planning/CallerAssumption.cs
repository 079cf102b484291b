namespace GatewayKit.Planning;

/// <summary>The caller of a request whose record has no consumer, or one that the configuration doesn't have.</summary>
internal enum CallerAssumption
{
    /// <summary>The request has the recorded headers and no other credentials.</summary>
    AsRecorded,

    /// <summary>The request had credentials that every authentication plugin accepts, but whose isn't known.</summary>
    Authenticated,
}
