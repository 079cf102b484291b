using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GatewayKit.Portal.Accounts.OpenIdConnect;

/// <summary>The framework's handler, which an endpoint of the portal calls: its path depends on where the portal is mapped.</summary>
internal sealed class ProviderHandler(
    IOptionsMonitor<OpenIdConnectOptions> options, ILoggerFactory logger, HtmlEncoder html, UrlEncoder encoder)
    : OpenIdConnectHandler(options, logger, html, encoder)
{
    public override Task<bool> ShouldHandleRequestAsync() => Task.FromResult(true);
}
