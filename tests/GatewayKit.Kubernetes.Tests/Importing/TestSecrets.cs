using System.Security.Cryptography.X509Certificates;
using System.Text;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>The manifests of Secrets.</summary>
internal static class TestSecrets
{
    public static readonly TestAuthority Authority = TestAuthority.Root();

    public static X509Certificate2 Issue(params string[] names)
        => Authority.Issue(new TestCertificate { Subject = new($"CN={names[0]}"), DnsNames = names });

    public static string Certificate(string name, string ns, params string[] names)
    {
        var certificate = Issue(names);
        return Create(
            name, ns, ("tls.crt", certificate.ExportCertificatePem()), ("tls.key", CertificateFolder.KeyPem(certificate)),
            ("ca.crt", Authority.Pem));
    }

    public static string Create(string name, string ns, params (string Key, string Value)[] data)
        => $"apiVersion: v1\nkind: Secret\nmetadata: {{ name: {name}, namespace: {ns} }}\ndata:\n" + string.Concat(
            data.Select(entry => $"  {entry.Key}: {Convert.ToBase64String(Encoding.UTF8.GetBytes(entry.Value))}\n"));
}
