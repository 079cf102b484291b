using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Tests.Compress;

public sealed class AmbientCredentialsTests
{
    [Theory]
    [InlineData("Cookie", "a=b", true)]
    [InlineData("Authorization", "Basic YTpi", true)]
    [InlineData("Authorization", "DIGEST username=a", true)]
    [InlineData("Authorization", "Negotiate", true)]
    [InlineData("Authorization", " NTLM\tYTpi", true)]
    [InlineData("Authorization", "Bearer YTpi", false)]
    [InlineData("Authorization", "Basics YTpi", false)]
    [InlineData("Client-Cert", ":YTpi:", true)]
    [InlineData("X-Forwarded-Client-Cert", "Hash=a", true)]
    [InlineData("X-Api-Key", "a", false)]
    public void Only_what_browsers_send_by_themselves_is_ambient(string name, string value, bool isAmbient)
    {
        var context = new FakeContext();
        context.Http.Request.Headers[name] = value;

        var found = !isAmbient;
        Assert.Equal(0, AllocatedBytes.Of(() => found = context.HadAmbientCredentials));
        Assert.Equal(isAmbient, found);
    }

    [Fact]
    public void A_client_certificate_is_ambient()
    {
        var certificate = TestAuthority.Root().Certificate;
        var context = new FakeContext();
        context.Http.Features.Set<ITlsConnectionFeature>(new TlsConnectionFeature { ClientCertificate = certificate });

        Assert.True(context.HadAmbientCredentials);
    }
}
