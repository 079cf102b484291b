using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;

namespace GatewayKit.Kubernetes.Api;

/// <summary>Reads the client certificate of a kubeconfig.</summary>
internal static class ClientCertificate
{
    /// <returns>The certificate with its key; null if the kubeconfig has none.</returns>
    public static X509Certificate2? Read(KubernetesClientConfiguration configuration)
    {
        if (Pem(configuration.ClientCertificateData, configuration.ClientCertificateFilePath) is not { } certificate
            || Pem(configuration.ClientCertificateKeyData, configuration.ClientKeyFilePath) is not { } key)
            return null;

        using var read = X509Certificate2.CreateFromPem(certificate, key);

        // SslStream on Windows and macOS can't use a key that exists only in memory.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }

    private static string? Pem(string? data, string? path)
        => !string.IsNullOrWhiteSpace(data)
            ? data.StartsWith("-----", StringComparison.Ordinal) ? data : Encoding.UTF8.GetString(Convert.FromBase64String(data))
            : !string.IsNullOrWhiteSpace(path) ? File.ReadAllText(path) : null;
}
