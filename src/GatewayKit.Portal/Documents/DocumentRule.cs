using GatewayKit.Compilation;
using GatewayKit.Configuration;

namespace GatewayKit.Portal.Documents;

/// <summary>Checks the files that the section <c>portal</c> names. A rejected configuration is tried again when a file changes.</summary>
internal sealed class DocumentRule(DocumentFiles documents, WatchedFiles watched, PortalOptions options, TimeProvider time) : IConfigRule
{
    public void Check(GatewayConfig config, ConfigErrors errors)
    {
        if (config.Portal is not { } portal)
            return;

        var (folder, since) = (PortalPlace.FolderOf(config), time.GetUtcNow().UtcDateTime);
        foreach (var (id, api) in portal.Apis)
        {
            foreach (var (index, version) in api.Versions.Index())
            {
                if (version.Document is { } document && !version.HasRemoteDocument)
                    CheckDocument(config, id, index, Path.Combine(folder, document), since, errors);
            }
        }

        foreach (var (index, guide) in portal.Guides.Index())
        {
            var path = Path.GetFullPath(Path.Combine(folder, guide.File));
            if (GuideFile.FindError(path, Path.GetFullPath(options.GuideFolder ?? folder)) is not { } problem)
                continue;

            var (where, location) = PortalPlace.OfGuide(config, index);
            watched.Add(path, since);
            errors.Add("portal", $"{where} can't be used: {guide.File}: {problem}", location);
        }
    }

    private void CheckDocument(GatewayConfig config, string api, int version, string path, DateTime since, ConfigErrors errors)
    {
        var (loaded, files) = documents.Load(Path.GetFullPath(path));
        if (loaded.Document is not null)
            return;

        var (where, location) = PortalPlace.Of(config, api, version, "document");
        foreach (var file in files)
            watched.Add(file, since);
        foreach (var error in loaded.Errors)
            errors.Add("portal", $"{where} can't be used: {error}", location);
    }
}
