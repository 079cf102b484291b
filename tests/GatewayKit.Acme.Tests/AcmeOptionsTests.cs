namespace GatewayKit.Acme.Tests;

public sealed class AcmeOptionsTests
{
    private static readonly AcmeOptions s_valid = TestOptions.For("https://acme.example/directory");

    [Fact]
    public void Valid_options_have_no_errors()
        => Assert.Empty((s_valid with { Contacts = ["ops@example.com"], Hosts = ["a.example.com", "xn--bcher-kva.example"] }).Validate());

    [Theory]
    [InlineData("*.example.com", "dns-01")]
    [InlineData("192.0.2.1", "IP addresses")]
    [InlineData("::1", "IP addresses")]
    [InlineData("bücher.example", "xn--")]
    [InlineData("localhost", "two labels")]
    [InlineData("example.com.", "final dot")]
    [InlineData("https://example.com", "scheme")]
    [InlineData("example.com:443", "port")]
    [InlineData("-a.example.com", "host name")]
    [InlineData("a..example.com", "host name")]
    [InlineData("a_b.example.com", "host name")]
    [InlineData("", "host name")]
    public void A_host_that_cant_have_a_certificate_is_rejected_with_the_reason(string host, string reason)
    {
        var error = Assert.Single((s_valid with { Hosts = ["a.example.com", host] }).Validate());

        Assert.Equal("hosts[1]", error.Option);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_is_listed_once()
        => Assert.Equal("hosts[1]", Assert.Single((s_valid with { Hosts = ["a.example.com", "A.example.com"] }).Validate()).Option);

    [Fact]
    public void The_terms_must_be_accepted()
    {
        var error = Assert.Single((s_valid with { AcceptTerms = false }).Validate());

        Assert.Equal("acceptTerms", error.Option);
        Assert.StartsWith("is false; it must be true", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://acme.example/directory")]
    [InlineData("acme.example")]
    [InlineData("https://user:password@acme.example/directory")]
    public void The_directory_must_use_https(string directory)
        => Assert.Equal("directory", Assert.Single((s_valid with { Directory = directory }).Validate()).Option);

    [Theory]
    [InlineData("http://127.0.0.1:14000/dir")]
    [InlineData("http://localhost:14000/dir")]
    public void A_directory_on_this_machine_may_use_http(string directory)
        => Assert.Empty((s_valid with { Directory = directory }).Validate());

    [Theory]
    [InlineData("ops")]
    [InlineData("ops@")]
    [InlineData("mailto:ops@example.com")]
    [InlineData("a@example.com,b@example.com")]
    [InlineData("ops@example.com?subject=x")]
    [InlineData("o ps@example.com")]
    public void A_contact_is_one_email_address(string contact)
        => Assert.Equal("contacts[0]", Assert.Single((s_valid with { Contacts = [contact] }).Validate()).Option);

    [Fact]
    public void A_challenge_is_listed_once()
        => Assert.Single((s_valid with { Challenges = ["http-01", "http-01"] }).Validate());

    [Theory]
    [InlineData("dns-01")]
    [InlineData("HTTP-01")]
    public void A_challenge_that_isnt_supported_is_rejected(string challenge)
    {
        var error = Assert.Single((s_valid with { Challenges = ["http-01", challenge] }).Validate());

        Assert.Equal(new OptionsError("challenges[1]", $"is '{challenge}'; it must be tls-alpn-01 or http-01"), error);
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA", true)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==", true)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("AAAA", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAA+", false)]
    public void The_secret_of_an_external_account_is_base64url_and_long_enough(string key, bool isValid)
    {
        var account = new AcmeExternalAccount { KeyId = "1", HmacKey = key };

        Assert.Equal(isValid, !account.Validate().Any());
        Assert.DoesNotContain(key, account.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(key, (s_valid with { ExternalAccount = account }).ToString(), StringComparison.Ordinal);
    }
}
