using GatewayKit.Portal.Trying.Code;
using GatewayKit.Portal.Trying.Forms;
using GatewayKit.Portal.Trying.Sending;

namespace GatewayKit.Portal.Trying;

/// <summary>The part of an operation's page that sends requests and shows code.</summary>
/// <param name="Form">The form.</param>
/// <param name="Input">The values in the form.</param>
/// <param name="Action">The address of the form.</param>
internal sealed record TryView(TryForm Form, TryInput Input, string Action)
{
    /// <summary>The token of the form; null if the portal doesn't send requests.</summary>
    public string? Token { get; init; }

    /// <summary>The code of the request; empty if the address of the gateway isn't known.</summary>
    public IReadOnlyList<CodeSample> Code { get; init; } = [];

    /// <summary>The errors of the values.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>The answer to the last request; null before a request.</summary>
    public TryAnswer? Answer { get; init; }

    /// <summary>The address of the page where developers get keys; null if the portal has no accounts.</summary>
    public string? Applications { get; init; }
}
