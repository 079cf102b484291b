namespace GatewayKit.Explaining;

/// <summary>The change of a message by a plugin in a dry run. Secrets are masked.</summary>
/// <param name="Plugin">The plugin's name.</param>
/// <param name="Id">The entry's id, or null.</param>
/// <param name="IsResponse">Whether the message is the response.</param>
/// <param name="Before">The message before: a line with the method, path and query, or the status; headers; an empty line; the
/// body.</param>
/// <param name="After">The message after the plugin.</param>
public sealed record MessageChange(string Plugin, string? Id, bool IsResponse, string Before, string After)
{
    /// <summary>Gets the status of the response by which the plugin ends the exchange; null if it continues.</summary>
    public int? Status { get; init; }

    /// <summary>Gets the reason for that response; null if there is none.</summary>
    public string? Reason { get; init; }
}
