namespace GatewayKit.OpenApi.Fixtures;

/// <summary>The member names of a fixtures file.</summary>
internal static class FixtureNames
{
    public const string Version = "fixtures";
    public const string Operations = "operations";
    public const string Recorded = "recorded";
    public const string Request = "request";
    public const string Response = "response";
    public const string Method = "method";
    public const string Path = "path";
    public const string Query = "query";
    public const string Headers = "headers";
    public const string Status = "status";
    public const string ContentType = "contentType";
    public const string Json = "json";
    public const string Text = "text";
    public const string Base64 = "base64";
    public const string Omitted = "omitted";

    public static readonly string[] OfFile = [Version, Operations];
    public static readonly string[] OfFixture = [Recorded, Request, Response];
    public static readonly string[] OfRequest = [Method, Path, Query, Headers, Json, Text, Base64, Omitted];
    public static readonly string[] OfResponse = [Status, ContentType, Headers, Json, Text, Base64];
}
