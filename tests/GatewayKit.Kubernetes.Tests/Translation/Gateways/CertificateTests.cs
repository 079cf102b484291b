using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Kubernetes.Resources;
using GatewayKit.Kubernetes.Resources.GatewayApi;
using GatewayKit.Tests.Shared;
using k8s.Models;

namespace GatewayKit.Kubernetes.Tests.Translation.Gateways;

public sealed class CertificateTests
{
    [Fact]
    public void The_certificate_of_a_Secret_is_read_once()
    {
        var cluster = new TestCluster().Set(Make.Secret("cert"), Make.Gateway("gw", Make.Https("one", 443), Make.Https("two", 8443)));
        var listeners = cluster.Translate().Config.Listeners;
        cluster.Set(Make.Gateway("gw", Make.Https("one", 443), Make.Https("two", 9443)));
        var later = cluster.Translate().Config.Listeners;

        var certificate = Assert.Single(listeners["infra/gw/one"].Tls!.Certificates);
        Assert.Same(certificate, listeners["infra/gw/two"].Tls!.Certificates[0]);
        Assert.Same(certificate, later["infra/gw/two"].Tls!.Certificates[0]);
    }

    [Fact]
    public void A_new_version_of_a_Secret_brings_a_new_certificate()
    {
        var cluster = new TestCluster().Set(Make.Secret("cert"), Make.Gateway("gw", Make.Https("https")));
        var before = cluster.Translate().Config.Listeners["infra/gw/https"];

        cluster.Set(Make.Secret("cert"));

        Assert.NotSame(before.Tls!.Certificates[0], cluster.Translate().Config.Listeners["infra/gw/https"].Tls!.Certificates[0]);
    }

    [Theory]
    [InlineData("", "Secret", "missing")]
    [InlineData("wrong.example.com", "Secret", "cert")]
    [InlineData("", "WrongKind", "cert")]
    [InlineData("", "Secret", "malformed")]
    [InlineData("", "Secret", "mixed")]
    public void An_invalid_reference_is_reported(string group, string kind, string name)
    {
        var reference = new ObjectReference { Group = group, Kind = kind, Name = name };
        var listener = Make.Https("https") with { Tls = new ListenerTlsSpec { CertificateRefs = [reference] } };
        var cluster = new TestCluster().Set(
            Make.Secret("cert"),
            Make.Secret("malformed", "Hello", "Hello"),
            Make.Secret("mixed", key: "Hello"),
            Make.Gateway("gw", listener));

        var results = cluster.Translate();

        Assert.Equal("False InvalidCertificateRef", results.Listener("gw", "https").Conditions.Text("ResolvedRefs"));
        Assert.Equal("False Invalid", results.Listener("gw", "https").Conditions.Text("Programmed"));
        Assert.Contains("HTTPRoute", results.Listener("gw", "https").SupportedKinds.Select(supported => supported.Kind));
        Assert.Empty(results.Config.Listeners);
    }

    [Fact]
    public void A_key_of_an_algorithm_that_the_machine_may_not_have_is_reported()
    {
        // ML-DSA-44 (FIPS 204).
        var name = new X500DistinguishedName("CN=new");
        var key = new PublicKey(new Oid("2.16.840.1.101.3.4.3.17"), null, new AsnEncodedData(new byte[1312]));
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(name, key, HashAlgorithmName.SHA256).Create(
            name, X509SignatureGenerator.CreateForECDsa(signer), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90), [1]);
        var cluster = new TestCluster().Set(
            Make.Secret("cert", certificate.ExportCertificatePem(), signer.ExportPkcs8PrivateKeyPem()),
            Make.Gateway("gw", Make.Https("https")),
            Make.Gateway("other", Make.Http("http")));

        var results = cluster.Translate();

        Assert.Equal("False InvalidCertificateRef", results.Listener("gw", "https").Conditions.Text("ResolvedRefs"));
        Assert.Equal(["infra/other/http"], results.Config.Listeners.Keys);
    }

    [Theory]
    [InlineData(8200)]
    [InlineData(16_384)]
    public void A_key_that_takes_too_long_is_reported(int bits)
    {
        byte[] modulus = [.. Enumerable.Repeat((byte)0xff, bits / 8)];
        using var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = [1, 0, 1] });
        var name = new X500DistinguishedName("CN=large");
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(name, new PublicKey(rsa), HashAlgorithmName.SHA256).Create(
            name, X509SignatureGenerator.CreateForECDsa(signer), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90), [1]);

        var condition = ResolvedRefs(Make.Secret("cert", certificate.ExportCertificatePem(), signer.ExportPkcs8PrivateKeyPem()));

        Assert.Equal(
            ("InvalidCertificateRef", $"The Secret 'infra/cert' has an RSA key of {bits} bits, which takes too long in each handshake; "
                + "at most 8192 are allowed."),
            (condition.Reason, condition.Message));
    }

    [Theory]
    [InlineData(10, "ResolvedRefs")]
    [InlineData(11, "InvalidCertificateRef")]
    public void A_chain_has_a_maximum_length(int length, string reason)
    {
        var authority = TestAuthority.Root();
        using var leaf = authority.Issue(new TestCertificate());
        string[] chain = [leaf.ExportCertificatePem(), .. Enumerable.Repeat(authority.Pem, length - 1)];

        Assert.Equal(reason, ResolvedRefs(Make.Secret("cert", string.Join('\n', chain), CertificateFolder.KeyPem(leaf))).Reason);
    }

    [Fact]
    public void Valid_certificates_are_served_beside_invalid_references()
    {
        var tls = new ListenerTlsSpec { CertificateRefs = [Make.SecretRef("missing"), Make.SecretRef("cert"), Make.SecretRef("second")] };
        var listener = Make.Https("https") with { Tls = tls };

        var results = new TestCluster().Set(Make.Secret("cert"), Make.Secret("second"), Make.Gateway("gw", listener)).Translate();

        Assert.Equal("False InvalidCertificateRef", results.Listener("gw", "https").Conditions.Text("ResolvedRefs"));
        Assert.Equal("True Programmed", results.Listener("gw", "https").Conditions.Text("Programmed"));
        Assert.Equal(2, results.Config.Listeners["infra/gw/https"].Tls!.Certificates.Length);
    }

    [Theory]
    [InlineData("web/grant", "Gateway", "infra", "Secret", "cert", "True ResolvedRefs")]
    [InlineData("web/grant", "Gateway", "infra", "Secret", null, "True ResolvedRefs")]
    [InlineData("web/grant", "Gateway", "infra", "Secret", "", "True ResolvedRefs")]
    [InlineData("web/grant", "Gateway", "infra", "Secret", "other", "False RefNotPermitted")]
    [InlineData("web/grant", "Gateway", "infra", "Service", "cert", "False RefNotPermitted")]
    [InlineData("web/grant", "HTTPRoute", "infra", "Secret", "cert", "False RefNotPermitted")]
    [InlineData("web/grant", "Gateway", "app", "Secret", "cert", "False RefNotPermitted")]
    [InlineData("app/grant", "Gateway", "infra", "Secret", "cert", "False RefNotPermitted")]
    public void A_Secret_of_another_namespace_needs_a_grant_there(
        string grant, string fromKind, string from, string toKind, string? toName, string expected)
    {
        var cluster = new TestCluster().Set(
            Make.Secret("web/cert"),
            Make.Gateway("gw", Make.Https("https", secret: "web/cert")),
            Make.Grant(grant, fromKind, from, toKind, toName));

        Assert.Equal(expected, cluster.Translate().Listener("gw", "https").Conditions.Text("ResolvedRefs"));
    }

    [Fact]
    public void A_grant_takes_effect_and_ends_without_another_change()
    {
        var cluster = new TestCluster().Set(Make.Secret("web/cert"), Make.Gateway("gw", Make.Https("https", secret: "web/cert")));
        Assert.Empty(cluster.Translate().Config.Listeners);

        cluster.Set(Make.Grant("web/grant", "Gateway", "infra", "Secret"));
        Assert.Single(cluster.Translate().Config.Listeners);

        cluster.State = cluster.State with { ReferenceGrants = cluster.State.ReferenceGrants.Clear() };
        Assert.Empty(cluster.Translate().Config.Listeners);
    }

    [Fact]
    public void A_listener_that_ends_TLS_needs_a_certificate()
    {
        var listener = Make.Https("https") with { Tls = null };

        var status = new TestCluster().Set(Make.Gateway("gw", listener)).Translate().Listener("gw", "https");

        Assert.Equal("False InvalidCertificateRef", status.Conditions.Text("ResolvedRefs"));
    }

    private static Condition ResolvedRefs(V1Secret secret)
        => new TestCluster().Set(secret, Make.Gateway("gw", Make.Https("https"))).Translate().Listener("gw", "https")
            .Conditions.Single(condition => condition.Type == "ResolvedRefs");
}
