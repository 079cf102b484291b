using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Portal.Http.Forms;

/// <summary>The tokens that prove that a page of the portal has sent a form. They have a container of their own, so that they don't change
/// the antiforgery of the host.</summary>
internal sealed class FormTokens : IDisposable
{
    public const string Field = "token";

    private readonly ServiceProvider _services;

    /// <param name="protection">The keys of the host.</param>
    /// <param name="logs">The loggers of the host.</param>
    public FormTokens(IDataProtectionProvider protection, ILoggerFactory logs)
    {
        var services = new ServiceCollection();
        services.AddSingleton(logs);
        services.AddLogging();
        services.AddSingleton<IDataProtectionProvider>(protection.CreateProtector("GatewayKit.Portal"));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie = new FormCookie();
            antiforgery.FormFieldName = Field;
            antiforgery.HeaderName = null;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        _services = services.BuildServiceProvider();
    }

    private IAntiforgery Antiforgery => _services.GetRequiredService<IAntiforgery>();

    /// <summary>Returns the token for the forms of a page, and sets its cookie.</summary>
    public string Create(HttpContext http) => Antiforgery.GetAndStoreTokens(http).RequestToken!;

    /// <summary>Returns whether a page of the portal has sent the form, which was read before.</summary>
    public async Task<bool> IsValidAsync(HttpContext http)
    {
        try
        {
            await Antiforgery.ValidateRequestAsync(http).ConfigureAwait(false);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }

    public void Dispose() => _services.Dispose();
}
