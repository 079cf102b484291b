namespace GatewayKit.Tests.Compilation.Composition;

/// <summary>Who calls: a consumer of the configuration, or one whose groups its token says.</summary>
internal sealed record Caller(string Name, string[] Groups)
{
    public string Header => string.Join(',', [Name, .. Groups]);
}
