using System.Security.Claims;
using GatewayKit.Configuration.Portal;
using GatewayKit.Portal.Access;
using GatewayKit.Portal.Searching;

namespace GatewayKit.Portal.Content;

/// <summary>The content of the portal for one version of the configuration and of its documents.</summary>
internal sealed class PortalContent
{
    private readonly Dictionary<string, ApiEntry> _apis;

    public PortalContent(string title, string? server, IEnumerable<ApiEntry> apis, IReadOnlyList<GuideEntry> guides)
    {
        (Title, Server, Guides) = (title, server, guides);
        Apis = [.. apis.OrderBy(api => api.Title, StringComparer.OrdinalIgnoreCase).ThenBy(api => api.Id, StringComparer.Ordinal)];
        _apis = Apis.ToDictionary(api => api.Id, StringComparer.OrdinalIgnoreCase);
        Search = SearchIndex.Of(Apis);
    }

    public string Title { get; }

    /// <summary>The configured address of the gateway; null if there is none.</summary>
    public string? Server { get; }

    /// <summary>Whether readers can send requests from the pages of operations.</summary>
    public bool CanTry { get; init; }

    /// <summary>The APIs, by title.</summary>
    public IReadOnlyList<ApiEntry> Apis { get; }

    public IReadOnlyList<GuideEntry> Guides { get; }

    /// <summary>The plans by id.</summary>
    public IReadOnlyDictionary<string, PortalPlan> Plans { get; init; } = new Dictionary<string, PortalPlan>();

    /// <summary>Returns the plans of an API, by title.</summary>
    public IEnumerable<(string Id, PortalPlan Plan)> PlansOf(ApiEntry api)
        => Plans.Where(plan => plan.Value.Apis.Contains(api.Id, StringComparer.OrdinalIgnoreCase))
            .OrderBy(plan => plan.Value.Title ?? plan.Key, StringComparer.OrdinalIgnoreCase)
            .Select(plan => (plan.Key, plan.Value));

    public SearchIndex Search { get; }

    /// <summary>Returns a plan of an API; null if the API doesn't have it.</summary>
    public PortalPlan? FindPlan(string api, string plan)
        => Plans.TryGetValue(plan, out var found) && found.Apis.Contains(api, StringComparer.OrdinalIgnoreCase) ? found : null;

    /// <summary>Returns the titles of an API and a plan; the ids if they don't exist any more.</summary>
    public (string Api, string Plan) TitlesOf(string api, string plan)
        => (_apis.GetValueOrDefault(api)?.Title ?? api, Plans.GetValueOrDefault(plan)?.Title ?? plan);

    /// <summary>Returns an API that a reader sees; null if there is none.</summary>
    public ApiEntry? Find(string id, ClaimsPrincipal reader, ReaderAccess access)
        => _apis.TryGetValue(id, out var api) && access.Sees(reader, api.Config.Visibility) ? api : null;
}
