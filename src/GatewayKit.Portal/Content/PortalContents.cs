using GatewayKit.Compilation;
using GatewayKit.Configuration.Portal;
using GatewayKit.OpenApi;
using GatewayKit.Portal.Documents;
using GatewayKit.Portal.Serving;

namespace GatewayKit.Portal.Content;

/// <summary>
/// Provides the content of the active configuration. It is created for the first reader after a reload, or after a document has changed:
/// 1. the files are looked at once a second, 2. unchanged documents are kept, 3. readers wait, so that an API that isn't visible any more
/// is never shown.
/// </summary>
internal sealed class PortalContents(
    CurrentSnapshot current, DocumentFiles files, RemoteDocuments remote, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private Built? _built;

    /// <summary>Returns the content; null while no configuration is active.</summary>
    public async ValueTask<PortalContent?> GetAsync(CancellationToken cancellation)
    {
        if (current.Value is not { } snapshot)
            return null;
        if (Volatile.Read(ref _built) is { } built && IsCurrent(built, snapshot))
            return built.Content;

        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_built is { } other && (IsCurrent(other, snapshot) || IsUnchanged(other, snapshot)))
                return other.Content;

            return await BuildAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private bool IsCurrent(Built built, GatewaySnapshot snapshot)
        => built.Revision == snapshot.Revision && built.Changes == remote.Changes && time.GetElapsedTime(built.Checked) < s_interval;

    /// <summary>Looks at the files again.</summary>
    private bool IsUnchanged(Built built, GatewaySnapshot snapshot)
    {
        _ = remote.RefreshAsync(built.Addresses);
        if (built.Revision != snapshot.Revision || built.Changes != remote.Changes
            || !Array.TrueForAll(built.Documents, files.IsCurrent)
            || !Array.TrueForAll(built.Guides, guide => FileVersion.Of(guide.Path) == guide))
            return false;

        built.Checked = time.GetTimestamp();
        return true;
    }

    private async Task<PortalContent?> BuildAsync()
    {
        if (Read() is not var (revision, portal, folder, routes))
            return null;

        var started = time.GetTimestamp();
        var versions = portal.Apis.Values.SelectMany(api => api.Versions).ToList();
        var addresses = versions.Where(version => version.HasRemoteDocument).Select(version => version.Document!).ToHashSet();
        var changes = remote.Changes;
        var fetched = await Task.WhenAll(addresses.Select(async address =>
            (Address: address, Loaded: await remote.LoadAsync(address).ConfigureAwait(false)))).ConfigureAwait(false);
        var documents = fetched.ToDictionary(pair => pair.Address, pair => pair.Loaded.Document, StringComparer.Ordinal);
        foreach (var path in versions.Where(version => version is { Document: not null, HasRemoteDocument: false })
            .Select(version => PathOf(folder, version.Document!)).Distinct(StringComparer.Ordinal))
            documents[path] = files.Load(path).Document.Document;
        files.Keep(documents.Keys.Except(addresses, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal));

        var guides = portal.Guides.Select(guide => PathOf(folder, guide.File)).Select(FileVersion.Of).ToArray();
        var content = new PortalContent(
            portal.Title ?? "APIs",
            portal.Server,
            portal.Apis.Select(api => new ApiEntry(
                api.Key, api.Value, [.. api.Value.Versions.Select(version => Version(version, folder, documents, routes))])),
            [.. portal.Guides.Zip(guides, (guide, file) => new GuideEntry(guide, GuideFile.Read(file.Path)))])
        {
            CanTry = portal.TryIt,
            Plans = portal.Plans,
        };
        Volatile.Write(ref _built, new Built(
            content, revision, changes, addresses, [.. documents.Keys.Except(addresses, StringComparer.Ordinal)], guides)
        {
            Checked = started,
        });
        return content;
    }

    private static VersionEntry Version(
        PortalVersion version, string folder, Dictionary<string, OpenApiDocument?> documents, Dictionary<string, ServedRoute> routes)
    {
        var document = version.Document is null ? null
            : documents.GetValueOrDefault(version.HasRemoteDocument ? version.Document : PathOf(folder, version.Document));
        ServedRoute[] served = [.. version.Routes.Select(id => routes.GetValueOrDefault(id)).OfType<ServedRoute>()];
        ServedRoute[] mocks = [.. version.MockRoutes.Select(id => routes.GetValueOrDefault(id)).OfType<ServedRoute>()];
        string[] ids = [.. served.Select(route => route.Id)];
        return document is null
            ? new VersionEntry(version, null, null) { RouteIds = ids }
            : new VersionEntry(
                version, document, ServedDocument.Of(document, served), mocks.Length == 0 ? null : ServedDocument.Of(document, mocks))
            {
                RouteIds = ids,
            };
    }

    /// <summary>Reads what the content needs from the active snapshot, which can't be disposed meanwhile.</summary>
    private (long Revision, PortalConfig Portal, string Folder, Dictionary<string, ServedRoute> Routes)? Read()
    {
        while (current.Value is { } snapshot)
        {
            if (!snapshot.TryEnter())
                continue;

            try
            {
                var portal = snapshot.Config.Portal ?? new PortalConfig();
                var routes = portal.Apis.Values.SelectMany(api => api.Versions)
                    .SelectMany(version => version.Routes.Concat(version.MockRoutes))
                    .Distinct(StringComparer.OrdinalIgnoreCase)
                    .Select(snapshot.Routes.Find)
                    .OfType<CompiledRoute>()
                    .ToDictionary(route => route.Info.Id, ServedRoute.Of, StringComparer.OrdinalIgnoreCase);
                return (snapshot.Revision, portal, PortalPlace.FolderOf(snapshot.Config), routes);
            }
            finally
            {
                snapshot.Exit();
            }
        }

        return null;
    }

    private static string PathOf(string folder, string file) => Path.GetFullPath(Path.Combine(folder, file));

    private sealed class Built(
        PortalContent content, long revision, int changes, HashSet<string> addresses, string[] documents, FileVersion[] guides)
    {
        private long _checked;

        public PortalContent Content => content;

        public long Revision => revision;

        public int Changes => changes;

        public HashSet<string> Addresses => addresses;

        public string[] Documents => documents;

        public FileVersion[] Guides => guides;

        /// <summary>The time when the files were looked at.</summary>
        public long Checked
        {
            get => Volatile.Read(ref _checked);
            set => Volatile.Write(ref _checked, value);
        }
    }
}
