using GatewayKit.OpenApi;
using GatewayKit.Portal.Trying.Forms;

namespace GatewayKit.Portal.Trying.Code;

/// <summary>The texts that stand for credentials: code never has those that a reader entered.</summary>
internal static class CodePlaceholders
{
    /// <summary>Returns the text for a credential of the operation's first alternative that needs one; null for others.</summary>
    public static CredentialValue? Of(OpenApiOperation operation, TryCredential credential)
    {
        var first = operation.Security.FirstOrDefault(requirement => requirement.Schemes.Count > 0);
        return first?.Schemes.Any(pair => TryCredential.IsSame(pair.Key, credential.Scheme)) == true ? Of(credential) : null;
    }

    private static CredentialValue Of(TryCredential credential) => credential switch
    {
        { IsBasic: true } => new(CodeRequest.Name, CodeRequest.Password),
        { Scheme.Type: SecuritySchemeType.ApiKey } => new("", "YOUR-API-KEY"),
        { Scheme.Type: SecuritySchemeType.Http, Scheme.Scheme: not "bearer" } => new("", "YOUR-CREDENTIALS"),
        _ => new("", "YOUR-TOKEN"),
    };
}
