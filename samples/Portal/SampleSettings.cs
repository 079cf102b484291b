namespace Portal;

/// <summary>The settings of the sample: those of appsettings.json, which arguments can replace, such as <c>--portal</c>.</summary>
/// <param name="Portal">The address of the developer portal.</param>
/// <param name="Admin">The address for operators.</param>
/// <param name="Provider">The address of the identity provider.</param>
/// <param name="Folder">The folder of the store.</param>
/// <param name="OperatorKey">The key of the operator.</param>
internal sealed record SampleSettings(Uri Portal, Uri Admin, Uri Provider, string Folder, string OperatorKey)
{
    /// <summary>The file of the store.</summary>
    public string Store => Path.Combine(Folder, "gateway.db");

    public static SampleSettings Read(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        string Value(string key) => builder.Configuration[key] ?? throw new InvalidOperationException($"The setting {key} is missing.");
        return new SampleSettings(
            new Uri(Value("Portal")), new Uri(Value("Admin")), new Uri(Value("Provider")),
            Path.GetFullPath(Value("Data"), builder.Environment.ContentRootPath), Value("OperatorKey"));
    }
}
