namespace GatewayKit.Pipeline;

/// <summary>The names of hooks in logs and metrics.</summary>
internal static class HookName
{
    public const string Authentication = "authentication";
    public const string Request = "request";
    public const string UpstreamRequest = "upstream-request";
    public const string Response = "response";
    public const string Error = "error";
    public const string Completion = "completion";
}
