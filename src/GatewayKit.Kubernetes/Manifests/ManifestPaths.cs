using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>Finds the files of manifests.</summary>
internal static class ManifestPaths
{
    /// <summary>Returns the files in the order of the paths, and those of a folder in the order of their names. A file is read
    /// once.</summary>
    /// <param name="paths">The files and folders, and <c>-</c> for stdin.</param>
    /// <param name="isRecursive">Whether folders in folders are searched.</param>
    /// <param name="errors">Collects the errors.</param>
    public static ImmutableArray<string> Find(IEnumerable<string> paths, bool isRecursive, ICollection<ConfigError> errors)
    {
        var files = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            if (path == ManifestReader.StandardInput || File.Exists(path))
                Add(path);
            else if (!Directory.Exists(path))
                errors.Add(new ConfigError("", "The file or folder doesn't exist.", new ConfigLocation(path)));
            else if (!AddFolder(path))
                errors.Add(new ConfigError("", "The folder has no files *.yaml, *.yml or *.json.", new ConfigLocation(path)));
        }

        if (files.Count > ManifestLimits.Files)
        {
            errors.Add(new ConfigError(
                "", $"There are {files.Count} files; at most {ManifestLimits.Files} are read.", new ConfigLocation(files[0])));
        }

        return [.. files.Take(ManifestLimits.Files)];

        void Add(string file)
        {
            if (known.Add(file == ManifestReader.StandardInput ? file : Path.GetFullPath(file)))
                files.Add(file);
        }

        bool AddFolder(string folder)
        {
            try
            {
                var options = new EnumerationOptions
                {
                    RecurseSubdirectories = isRecursive,
                    MaxRecursionDepth = 32,
                    IgnoreInaccessible = false,
                };
                var found = Directory.EnumerateFiles(folder, "*", options).Where(IsManifest)
                    .Take(ManifestLimits.Files + 1).Order(StringComparer.Ordinal).ToArray();
                foreach (var file in found)
                    Add(file);
                return found.Length > 0;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                errors.Add(new ConfigError("", $"The folder can't be read: {error.Message}", new ConfigLocation(folder)));
                return true;
            }
        }
    }

    private static bool IsManifest(string file) => Path.GetExtension(file) is ".yaml" or ".yml" or ".json";
}
