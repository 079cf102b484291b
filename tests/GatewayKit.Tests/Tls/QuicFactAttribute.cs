using GatewayKit.Tls;

namespace GatewayKit.Tests.Tls;

/// <summary>A test that needs QUIC. Where the platform doesn't have it, the test is skipped, and says so.</summary>
internal sealed class QuicFactAttribute : FactAttribute
{
    public QuicFactAttribute()
    {
        if (!TlsListener.IsQuicSupported)
            Skip = "This machine doesn't support QUIC (libmsquic).";
    }
}
