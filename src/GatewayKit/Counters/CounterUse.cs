namespace GatewayKit.Counters;

/// <summary>The counter that counted a request.</summary>
internal enum CounterUse
{
    /// <summary>The subject's own counter.</summary>
    Known,

    /// <summary>The subject's own counter, which is new.</summary>
    New,

    /// <summary>The counter that subjects share beyond the limit of counters.</summary>
    Shared,
}
