namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>The format of a header with a client's certificate.</summary>
public enum ForwardedFormat
{
    /// <summary>The header of Envoy and Istio: <c>Cert="URL-encoded PEM"</c>, optionally with <c>Chain=</c>.</summary>
    Xfcc,

    /// <summary>PEM, URL-encoded as nginx and AWS write it, or base64 of DER with commas as Traefik and HAProxy write it.</summary>
    Pem,

    /// <summary><c>Client-Cert</c> and <c>Client-Cert-Chain</c> (RFC 9440).</summary>
    Rfc9440,
}
