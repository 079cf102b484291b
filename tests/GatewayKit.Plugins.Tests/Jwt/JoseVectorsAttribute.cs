namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>A fact that needs the public JSON Web Signature vectors of Wycheproof: it is skipped, and counted as such, where they aren't
/// present.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JoseVectorsAttribute : FactAttribute
{
    /// <summary>Initializes the attribute.</summary>
    public JoseVectorsAttribute()
    {
        if (File is null)
            Skip = "No folder above the tests has shared/suites/wycheproof/json_web_signature_test.json.";
    }

    internal static string? File { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "suites", "wycheproof", "json_web_signature_test.json");
            if (System.IO.File.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
