using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace GatewayKit.Portal.Tests.Browsers;

/// <summary>A page in a browser, with what must not happen: requests to other origins, dialogs, and errors in the console, such as
/// violations of the Content-Security-Policy.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public BrowserPage(IBrowserContext context, IPage page, Uri origin)
    {
        (_context, Page) = (context, page);
        var own = origin.GetLeftPart(UriPartial.Authority);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(own, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                Faults.Enqueue($"request to {request.Url}");
        };
        page.Dialog += (_, dialog) =>
        {
            Faults.Enqueue($"dialog {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.PageError += (_, error) => Faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            // A page that doesn't exist is 404, and one with errors of the input 400, which the browser reports.
            if (message.Type == "error" && !message.Text.Contains("responded with a status of 40", StringComparison.Ordinal))
                Faults.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    public ConcurrentQueue<string> Faults { get; } = new();

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
