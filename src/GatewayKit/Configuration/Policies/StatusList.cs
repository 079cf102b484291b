namespace GatewayKit.Configuration.Policies;

/// <summary>The statuses of responses that a policy handles as failures.</summary>
internal static class StatusList
{
    public static IEnumerable<OptionsError> Check(string option, IReadOnlyList<int> statuses)
        => statuses.Where(status => status is < 400 or > 599).Take(1)
            .Select(status => new OptionsError(option, $"has {status}; each must be between 400 and 599"));
}
