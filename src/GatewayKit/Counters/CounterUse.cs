namespace GatewayKit.Counters;

/// <summary>Which counter has counted a request.</summary>
internal enum CounterUse
{
    /// <summary>The subject's own.</summary>
    Known,

    /// <summary>The subject's own, which is new.</summary>
    New,

    /// <summary>The one that subjects share beyond the bound.</summary>
    Shared,
}
