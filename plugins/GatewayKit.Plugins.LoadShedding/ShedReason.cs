namespace GatewayKit.Plugins.LoadShedding;

/// <summary>The reason why a request is rejected.</summary>
internal enum ShedReason
{
    /// <summary>The request isn't rejected.</summary>
    None,

    /// <summary>Too many requests are in flight for the response time of the upstream.</summary>
    Concurrency,

    /// <summary>The process uses too much CPU time.</summary>
    Cpu,
}
