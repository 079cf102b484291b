using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.AccessLog;

/// <summary>A JSON object on each line.</summary>
internal sealed class JsonFormat : LogFormat
{
    private readonly (JsonEncodedText Name, FieldWriter Write)[] _fields;

    public JsonFormat(IReadOnlyList<LogField> fields, FieldCatalog catalog) => _fields =
    [
        .. (fields.Count > 0 ? fields : FieldCatalog.Defaults.Select(name => new LogField { Name = name }))
            .Select(field => (JsonEncodedText.Encode(field.As ?? field.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping),
                catalog.Find(field.Name))),
        .. fields.Count > 0 ? [] : catalog.Bodies.Select(name => (JsonEncodedText.Encode(name), catalog.Find(name))),
    ];

    public override string ContentType => "application/x-ndjson";

    public override LogLine Create() => new JsonLine();

    public override void Write(GatewayContext context, LogLine line)
    {
        var json = (JsonLine)line;
        json.Begin();
        foreach (var (name, write) in _fields)
        {
            json.Name(name);
            write(context, json);
        }

        json.End();
    }
}
