using System.Runtime.InteropServices;

namespace GatewayKit.Authentication;

/// <summary>A failure that is counted before a costly check, so that concurrent attempts can't exceed the limit.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct FailureReservation
{
    internal FailureReservation(CounterSubject subject, long timestamp, bool isCounted, AuthenticationResult? rejection)
    {
        Subject = subject;
        Timestamp = timestamp;
        IsCounted = isCounted;
        Rejection = rejection;
    }

    /// <summary>Gets the 429 response to return instead of the check; <c>null</c> if the check is allowed.</summary>
    public AuthenticationResult? Rejection { get; }

    internal CounterSubject Subject { get; }

    internal long Timestamp { get; }

    /// <summary>Gets whether there is a failure to refund.</summary>
    internal bool IsCounted { get; }
}
