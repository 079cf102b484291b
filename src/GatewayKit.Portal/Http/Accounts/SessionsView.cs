using GatewayKit.Portal.Database.Rows;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The sessions of a developer.</summary>
/// <param name="Form">The frame and its forms.</param>
/// <param name="Sessions">The sessions, the latest first.</param>
/// <param name="Current">The id of the session that shows the page.</param>
internal sealed record SessionsView(FormView Form, IReadOnlyList<SessionRow> Sessions, string Current)
{
    /// <summary>Returns the description of the browser of a session.</summary>
    public static string BrowserOf(SessionRow session) => session.Browser.Length > 0 ? session.Browser : "Unknown browser";
}
