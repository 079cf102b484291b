namespace GatewayKit.Tests.Runtime.Reloading;

/// <summary>
/// A configuration of the model, and the naive oracle: which requests reach which route, and whether the configuration is
/// valid at all. It shares no code with the gateway.
/// </summary>
internal sealed record ModelConfig(IReadOnlyList<ModelRoute> Routes, string Broken)
{
    public bool IsValid => !Routes.Any(route => route.IsBroken)
        && !Routes.SelectMany((one, i) => Routes.Skip(i + 1).Select(other => (one, other))).Any(pair => AreAlike(pair.one, pair.other));

    public string ToYaml()
        => Routes.Count == 0 ? "routes: {}" : "routes:\n" + string.Join('\n', Routes.Select(route => route.ToYaml(Broken)));

    /// <summary>What becomes of a request, as <see cref="ModelRequest.SendAsync"/> says it.</summary>
    public string Answer(ModelRequest request)
        => Routes.Where(route => route.Matches(request))
            .Order(Comparer<ModelRoute>.Create(Compare))
            .FirstOrDefault() is not { } winner ? "none"
            : winner.IsProtected && !request.HasToken ? "401" : winner.Mark;

    private static bool AreAlike(ModelRoute one, ModelRoute other)
        => one.Order == other.Order && one.Path.Pattern == other.Path.Pattern && one.Host == other.Host && one.Method == other.Method;

    private static int Compare(ModelRoute one, ModelRoute other)
    {
        int[] differences =
        [
            one.Order.CompareTo(other.Order),
            one.Path.CompareTo(other.Path),
            (one.Method is null ? 1 : 0) - (other.Method is null ? 1 : 0),
            (one.Host is null ? 1 : 0) - (other.Host is null ? 1 : 0),
            string.CompareOrdinal(one.Id, other.Id),
        ];
        return differences.FirstOrDefault(difference => difference != 0);
    }
}
