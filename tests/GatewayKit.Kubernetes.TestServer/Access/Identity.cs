namespace GatewayKit.Kubernetes.TestServer.Access;

/// <summary>A user with groups.</summary>
internal sealed record Identity(string User, IReadOnlyList<string> Groups)
{
    public const string Masters = "system:masters";

    public static readonly Identity Administrator = new("kubernetes-admin", [Masters, "system:authenticated"]);

    public static Identity ServiceAccount(string scope, string name) => new(
        $"system:serviceaccount:{scope}:{name}",
        ["system:serviceaccounts", $"system:serviceaccounts:{scope}", "system:authenticated"]);
}
