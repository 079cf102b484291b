namespace GatewayKit.Analyzers;

/// <summary>What a rule protects.</summary>
internal static class RuleCategories
{
    /// <summary>What keeps a plugin's load context from being collected.</summary>
    public const string Unloading = "GatewayKit.Unloading";

    /// <summary>What hurts the exchanges that run at the same time.</summary>
    public const string HotPath = "GatewayKit.HotPath";

    /// <summary>What gives a secret away.</summary>
    public const string Security = "GatewayKit.Security";

    /// <summary>What the gateway expects of a plugin.</summary>
    public const string Contract = "GatewayKit.Contract";
}
