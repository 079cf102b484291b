using GatewayKit.Configuration.Messages;

namespace GatewayKit.Configuration.Policies;

/// <summary>The methods of requests that a policy handles.</summary>
internal static class MethodList
{
    private static readonly string[] s_all = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH"];

    public static IEnumerable<OptionsError> Check(string option, IReadOnlyList<string> methods)
        => methods.Where(method => !s_all.Contains(method)).Take(1)
            .Select(method => new OptionsError(
                option, $"has {DisplayText.Text(method)}; each must be one of: {string.Join(", ", s_all)}"));
}
