using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.State.Models;

/// <summary>What <see cref="Documents.Books"/> should do, as a dictionary. Its steps are chosen by a seed.</summary>
internal sealed class BookModel(int seed)
{
    private readonly Random _random = new(seed);
    private readonly StatefulApi _api = new(Documents.Books, new MockStateOptions { GeneratedItems = 0 });
    private readonly OrderedDictionary<string, string> _books = [];

    public void Run(int steps)
    {
        for (var i = 0; i < steps; i++)
            Step();
    }

    private void Step()
    {
        var (number, title) = (_random.Next(100).ToString("000", System.Globalization.CultureInfo.InvariantCulture), $"T{_random.Next(4)}");
        switch (_random.Next(6))
        {
            case 0 or 1:
                var created = _api.Send("POST", "/shelf/", Book(number, title));
                Assert.Equal(_books.TryAdd(number, title) ? 201 : 409, created.Status);
                if (created.Status == 201)
                    Assert.Equal(($"/shelf/{number}/", title),
                        (created.Headers.Single().Value, created.Body!.Value.GetProperty("book").GetProperty("title").GetString()));
                break;
            case 2:
                Assert.Equal(_books.Remove(number) ? 200 : 404, _api.Send("DELETE", $"/shelf/{number}/").Status);
                break;
            case 3:
                var replaced = _api.Send("PUT", $"/shelf/{number}/", Book(number, title));
                Assert.Equal(_books.ContainsKey(number) ? 204 : 404, replaced.Status);
                Assert.Null(replaced.Body);
                if (_books.ContainsKey(number))
                    _books[number] = title;
                break;
            case 4:
                var read = _api.Send("GET", $"/shelf/{number}/");
                Assert.Equal(_books.TryGetValue(number, out var known) ? known : null,
                    read.Body?.GetProperty("book").GetProperty("title").GetString());
                break;
            default:
                Walk(_random.Next(2) == 0 ? title : null);
                break;
        }
    }

    private string Book(string isbn, string title)
        => $$"""{"book":{"isbn":"{{isbn}}","title":"{{title}}","pages":{{_random.Next(1, 900)}} } }""";

    /// <summary>Follows the cursors to the end.</summary>
    private void Walk(string? title)
    {
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var body = _api.Send("GET", $"/shelf/?page_size={_random.Next(1, 9)}{(title is null ? "" : $"&title={title}")}"
                + $"{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}").Body!.Value;
            seen.AddRange(body.GetProperty("books").EnumerateArray().Select(Summary));
            cursor = body.TryGetProperty("next_cursor", out var next) ? Uri.EscapeDataString(next.GetString()!) : "";
        }
        while (cursor.Length > 0);
        Assert.Equal(_books.Where(book => title is null || book.Value == title).Select(book => $"{book.Key} {book.Value}"), seen);
    }

    private static string Summary(JsonElement book)
    {
        Assert.Equal(["isbn", "title"], book.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        return $"{book.GetProperty("isbn").GetString()} {book.GetProperty("title").GetString()}";
    }
}
