namespace GatewayKit.Portal.Trying.Code;

/// <summary>Code that sends a request.</summary>
/// <param name="Language">The name of the language or tool.</param>
/// <param name="Text">The code.</param>
internal sealed record CodeSample(string Language, string Text)
{
    public static IReadOnlyList<CodeSample> Of(CodeRequest request) =>
    [
        new("curl", CurlCode.Of(request)),
        new("C#", CSharpCode.Of(request)),
        new("JavaScript", JavaScriptCode.Of(request)),
        new("Python", PythonCode.Of(request)),
    ];
}
