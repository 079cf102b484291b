using System.Security.Cryptography.X509Certificates;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Tls;

/// <summary>Certificates of servers, all of one authority and with one key, so that they are cheap.</summary>
internal static class Sites
{
    public static readonly TestAuthority Authority = TestAuthority.Root();

    private static readonly System.Security.Cryptography.ECDsa s_key = TestAuthority.NewKey();

    /// <summary>The content of a certificate whose common name is its first name.</summary>
    public static TestCertificate Of(params string[] names) => new()
    {
        Subject = new($"CN={names[0]}"),
        DnsNames = names,
        Purposes = [TestCertificate.ServerAuthentication],
        Key = s_key,
    };

    public static X509Certificate2 Issue(params string[] names) => Authority.Issue(Of(names));

    /// <summary>Writes a certificate and its key to one file.</summary>
    public static string WriteSite(this CertificateFolder folder, string file, params string[] names)
        => folder.WritePem(file, Issue(names), Authority.Certificate);

    /// <summary>Writes a certificate and its key to two files, <c>NAME.crt</c> and <c>NAME.key</c>.</summary>
    public static void WritePair(this CertificateFolder folder, string name, params string[] names)
    {
        var certificate = Issue(names);
        folder.Write(name + ".crt", certificate.ExportCertificatePem());
        folder.Write(name + ".key", CertificateFolder.KeyPem(certificate));
    }
}
