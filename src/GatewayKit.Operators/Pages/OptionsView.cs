using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Http;
using GatewayKit.Operators.Forms;
using GatewayKit.Operators.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The form for the options of a plugin.</summary>
/// <param name="Page">The frame.</param>
/// <param name="Target">The plugin.</param>
/// <param name="Form">The form.</param>
/// <param name="Version">The version of the entry that the form is based on.</param>
internal sealed record OptionsView(OperatorPage Page, OptionsTarget Target, OptionsForm Form, long Version)
{
    /// <summary>The reason of the change.</summary>
    public string Message { get; init; } = "";

    /// <summary>The problem with the input; null if there is none.</summary>
    public AdminProblem? Problem { get; init; }

    /// <summary>The revision that has changed the entry meanwhile; null if there is none.</summary>
    public RevisionDocument? Conflict { get; init; }

    /// <summary>The result of the check; null if nothing was checked, or if there is an error.</summary>
    public ChangeResult? Result { get; init; }

    /// <summary>The digest of what the preview shows; null without a preview.</summary>
    public string? Previewed { get; init; }

    /// <summary>Whether the input has changed since the preview.</summary>
    public bool HasChanged { get; init; }
}
