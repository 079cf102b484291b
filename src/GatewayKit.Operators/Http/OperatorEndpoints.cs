using GatewayKit.Operators.Pages;

namespace GatewayKit.Operators.Http;

/// <summary>The addresses of the pages. Each group of pages is a class with a method <c>Map</c>.</summary>
internal static class OperatorEndpoints
{
    public static void Map(PageMap map)
    {
        AssetPages.Map(map);
        SignInPages.Map(map);
        OverviewPages.Map(map);
        RoutePages.Map(map);
        ClusterPages.Map(map);
        PluginPages.Map(map);
        ExplainPages.Map(map);
        RevisionPages.Map(map);
        ApprovalPages.Map(map);
        ErrorPages.Map(map);
        SwitchPages.Map(map);
        RollbackPages.Map(map);
        OptionsPages.Map(map);
    }
}
