using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using GatewayKit.Yaml;
using Microsoft.Extensions.Configuration;

namespace GatewayKit.Configuration;

/// <summary>Turns what a source holds into nodes. Nothing that it may hold makes this throw.</summary>
internal static class ConfigDocument
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a document: JSON if its name ends so, else YAML.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="name">Its name, for places.</param>
    /// <param name="errors">Takes the errors.</param>
    /// <param name="environment">Finds a variable; null for those of the process.</param>
    /// <returns>The root, or null after an error that left nothing to bind.</returns>
    public static ConfigNode? Read(ReadOnlyMemory<byte> utf8, string name, ConfigErrors errors, Func<string, string?>? environment = null)
    {
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];

        var reading = new NodeReading(name, errors, environment ?? Environment.GetEnvironmentVariable);
        return Guarded(name, errors, () => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? new JsonReader(reading, utf8).Read()
            : new YamlReader(reading, s_utf8.GetString(utf8.Span)).Read());
    }

    /// <summary>Reads a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="name">Its name, for places.</param>
    /// <param name="errors">Takes the errors.</param>
    /// <param name="environment">Finds a variable; null for those of the process.</param>
    /// <returns>The root, or null after an error that left nothing to bind.</returns>
    public static ConfigNode? Read(IConfiguration section, string name, ConfigErrors errors, Func<string, string?>? environment = null)
        => Guarded(name, errors, () => new SettingsReader(new NodeReading(name, errors, environment ?? Environment.GetEnvironmentVariable)).Read(section));

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A parser's own defect is an error of the document that meets it, and the last good one keeps serving.")]
    private static ConfigNode? Guarded(string name, ConfigErrors errors, Func<ConfigNode> read)
    {
        try
        {
            return read();
        }
        catch (ConfigSyntaxException error)
        {
            errors.Add(error.Where, error.Message, error.Place);
        }
        catch (YamlSyntaxException error)
        {
            errors.Add("", $"The document isn't valid YAML: {error.Message}", new ConfigPlace(name, error.Line, error.Column));
        }
        catch (JsonException error)
        {
            var reason = error.Message.Split(" LineNumber:")[0].TrimEnd('.');
            errors.Add("", $"The document isn't valid JSON: {Shown.Name(reason)}.", new ConfigPlace(name, (int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1));
        }
        catch (DecoderFallbackException)
        {
            errors.Add("", "The document isn't UTF-8 text.", new ConfigPlace(name, 0, 0));
        }
        catch (Exception error)
        {
            errors.Add("", $"The document can't be read ({error.GetType().Name}).", new ConfigPlace(name, 0, 0));
        }

        return null;
    }
}
