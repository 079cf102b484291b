using System.Net.Security;

namespace GatewayKit.Kubernetes.Translation.Certificates;

/// <summary>The certificate of a Secret, or why there is none.</summary>
/// <param name="Context">The certificate with its key and chain.</param>
/// <param name="Error">The rest of a sentence that begins with the Secret, such as <c>doesn't exist</c>. Never a key.</param>
internal sealed record TlsSecret(SslStreamCertificateContext? Context, string? Error);
