using GatewayKit.Portal.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Portal.Http.Forms;

/// <summary>
/// The tokens that prove that a page of the portal has sent a form: of accounts, or of an operation. They belong to the reader who is
/// signed in. They have a container of their own, so that they don't change the antiforgery of the host.
/// </summary>
internal sealed class FormTokens : IDisposable
{
    public const string Field = "token";

    private readonly Lazy<ServiceProvider> _services;

    /// <param name="protection">The keys of the host.</param>
    /// <param name="logs">The loggers of the host.</param>
    /// <param name="accounts">The accounts, whose keys all nodes have; null if the portal has none.</param>
    public FormTokens(IDataProtectionProvider protection, ILoggerFactory logs, AccountServices? accounts = null)
        => _services = new Lazy<ServiceProvider>(() =>
        {
            var services = new ServiceCollection();
            services.AddSingleton(logs);
            services.AddLogging();
            services.AddSingleton<IDataProtectionProvider>(accounts?.Protection ?? protection.CreateProtector("GatewayKit.Portal"));
            services.AddAntiforgery(antiforgery =>
            {
                antiforgery.Cookie = new FormCookie();
                antiforgery.FormFieldName = Field;
                antiforgery.HeaderName = null;
                antiforgery.SuppressXFrameOptionsHeader = true;
            });
            return services.BuildServiceProvider();
        });

    private IAntiforgery Antiforgery => _services.Value.GetRequiredService<IAntiforgery>();

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

    public void Dispose()
    {
        if (_services.IsValueCreated)
            _services.Value.Dispose();
    }
}
