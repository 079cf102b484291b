namespace GatewayKit.Planning;

/// <summary>The result of the comparison of a request.</summary>
/// <param name="Group">The group of the change; null if the request isn't affected.</param>
/// <param name="HasCaller">Whether the caller is known.</param>
/// <param name="IsCallerHidden">Whether the request had credentials that the record doesn't have.</param>
/// <param name="IsContradicted">Whether the recorded status isn't that of the earlier configuration.</param>
/// <param name="IsOfPlugins">Whether plugins have run, so that requests with another target can have another result.</param>
internal readonly record struct Outcome(
    ChangeGroup? Group, bool HasCaller, bool IsCallerHidden, bool IsContradicted, bool IsOfPlugins);
