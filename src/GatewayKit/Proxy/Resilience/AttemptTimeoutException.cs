namespace GatewayKit.Proxy.Resilience;

/// <summary>Thrown when an attempt took longer than <c>timeout.perTry</c>, or all together longer than <c>timeout.total</c>.</summary>
internal sealed class AttemptTimeoutException(string option, TimeSpan limit, Exception cause)
    : OperationCanceledException($"The upstream didn't respond within {option}, {Duration.Format(limit)}.", cause);
