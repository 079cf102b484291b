using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Certificates;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Configuration.Certificates;

public sealed class CertificateReaderTests : IDisposable
{
    private static readonly TestAuthority s_root = TestAuthority.Root();
    private static readonly TestAuthority s_middle = s_root.Intermediate();
    private static readonly X509Certificate2 s_client = s_middle.Issue(new());
    private readonly CertificateFolder _folder = new();
    private readonly List<OptionsError> _errors = [];

    [Fact]
    public void A_pem_file_can_contain_the_certificate_its_chain_and_its_key()
    {
        _folder.WritePem("all.pem", s_client, s_middle.Certificate);

        AssertIsClient(Read(new() { Certificate = "all.pem" }));
    }

    [Fact]
    public void The_key_can_be_in_its_own_file()
    {
        WriteChain();
        _folder.Write("client.key", CertificateFolder.KeyPem(s_client));

        AssertIsClient(Read(new() { Certificate = "client.pem", Key = "client.key" }));
    }

    [Theory]
    [InlineData("EC PRIVATE KEY")]
    [InlineData("ENCRYPTED PRIVATE KEY")]
    public void Keys_of_other_formats_can_be_read(string label)
    {
        WriteChain();
        _folder.Write("client.key", label.StartsWith("EC", StringComparison.Ordinal)
            ? s_client.GetECDsaPrivateKey()!.ExportECPrivateKeyPem()
            : CertificateFolder.EncryptedKeyPem(s_client, "secret"));

        AssertIsClient(Read(new() { Certificate = "client.pem", Key = "client.key", Password = "secret" }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("secret")]
    public void A_pfx_file_contains_everything(string? password)
    {
        var all = new X509Certificate2Collection { X509Certificate2.CreateFromPem(s_middle.Pem), s_client };
        _folder.Write("client.pfx", all.Export(X509ContentType.Pfx, password)!);

        AssertIsClient(Read(new() { Pfx = "client.pfx", Password = password }));
    }

    [Fact]
    public void Each_wrong_file_is_an_error_of_its_option()
    {
        var other = s_root.Issue(new());
        WriteChain();
        _folder.Write("empty.pem", "nothing");
        _folder.Write("bad.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        _folder.Write("other.key", CertificateFolder.KeyPem(other));
        _folder.Write("bad.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        _folder.Write("closed.key", CertificateFolder.EncryptedKeyPem(s_client, "secret"));
        _folder.Write("client.pfx", s_client.Export(X509ContentType.Pfx, "secret"));
        var publicOnly = new X509Certificate2Collection(X509Certificate2.CreateFromPem(s_root.Pem));
        _folder.Write("public.pfx", publicOnly.Export(X509ContentType.Pfx)!);

        AssertError(new() { Certificate = "none.pem" }, "certificate is 'none.pem', which can't be used: The file");
        AssertError(new() { Certificate = "empty.pem" }, "certificate is 'empty.pem'; the file has no PEM certificate");
        AssertError(new() { Certificate = "bad.pem" }, "certificate is 'bad.pem'; the file has a certificate that can't be read");
        AssertError(new() { Certificate = "client.pem" }, "certificate is 'client.pem'; the file has no PEM private key");
        AssertError(new() { Certificate = "client.pem", Key = "none.key" }, "key is 'none.key', which can't be used");
        AssertError(new() { Certificate = "client.pem", Key = "client.pem" }, "key is 'client.pem'; the file has no PEM private key");
        AssertError(new() { Certificate = "client.pem", Key = "other.key" }, "isn't the key of the first certificate");
        AssertError(new() { Certificate = "client.pem", Key = "bad.key" }, "has a private key that can't be read");
        AssertError(new() { Certificate = "client.pem", Key = "closed.key" }, "has an encrypted private key; set 'password'");
        AssertError(new() { Certificate = "client.pem", Key = "closed.key", Password = "wrong" }, "can't be decrypted with the password");
        AssertError(new() { Pfx = "client.pfx" }, "pfx is 'client.pfx'; the file isn't a valid PKCS#12 file without a password");
        AssertError(new() { Pfx = "client.pfx", Password = "wrong" }, "isn't a valid PKCS#12 file, or has another password");
        AssertError(new() { Pfx = "client.pem" }, "isn't a valid PKCS#12 file");
        AssertError(new() { Pfx = "public.pfx" }, "has no certificate with a private key");
    }

    [Fact]
    public void The_text_of_the_options_has_no_password()
        => Assert.Equal("a.pfx", new CertificateFiles { Pfx = "a.pfx", Password = "secret" }.ToString());

    [Fact]
    public void All_certificates_of_a_file_are_read()
    {
        _folder.Write("roots.pem", s_root.Pem + "\n# a comment\n" + s_middle.Pem);

        var roots = new CertificateReader(_folder.PathOf, _errors).ReadAll("roots.pem", "trustedRoots[0]")!;

        Assert.Equal([s_root.Certificate.Thumbprint, s_middle.Certificate.Thumbprint], roots.Select(root => root.Thumbprint));
    }

    public void Dispose() => _folder.Dispose();

    private void WriteChain() => _folder.Write("client.pem", s_client.ExportCertificatePem() + "\n" + s_middle.Pem);

    private LoadedCertificate? Read(CertificateFiles files) => new CertificateReader(_folder.PathOf, _errors).Read(files, "own");

    private void AssertIsClient(LoadedCertificate? read)
    {
        Assert.Empty(_errors);
        Assert.Equal(s_client.Thumbprint, read!.Leaf.Thumbprint);
        Assert.NotNull(read.Leaf.GetECDsaPrivateKey());
        Assert.Contains(read.Context.IntermediateCertificates, c => c.Thumbprint == s_middle.Certificate.Thumbprint);
    }

    private void AssertError(CertificateFiles files, string expected)
    {
        _errors.Clear();
        Assert.Null(Read(files));
        var error = Assert.Single(_errors);
        Assert.Contains(expected, $"{error.Option["own.".Length..]} {error.Message}", StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }
}
