using System.Globalization;
using System.Text;

namespace Chimera.SitesDeployBench;

/// <summary>
/// A site of 5,000 files: 3,300 pages of some 8 KB in 110 folders, 100 style sheets and scripts, 1,600 pictures of some 20 KB that no compression makes smaller.
/// All of it comes from a seed, so each run has the same.
/// </summary>
internal sealed class SiteMaker(string folder)
{
    public const int Files = 5000;
    public const int Changed = 10;

    private const int Pages = 3300;
    private const int PagesInFolder = 30;
    private const int Assets = 100;
    private const int Pictures = Files - Pages - Assets;

    private static readonly string[] Words =
        [.. "tea leaf water cup pot steam green black white garden hill rain harvest drying rolling taste morning kettle wood clay market ship port letter story family"
            .Split(' ')];

    private readonly Random _random = new(5000);

    public string Folder => folder;

    public void Make()
    {
        for (var asset = 0; asset < Assets; asset++)
        {
            Write(AssetOf(asset), Encoding.UTF8.GetBytes(asset % 2 == 0 ? Style(asset) : Script(asset)));
        }

        for (var picture = 0; picture < Pictures; picture++)
        {
            var bytes = new byte[Size(20_000)];
            _random.NextBytes(bytes);
            Write(PictureOf(picture), bytes);
        }

        for (var page = 0; page < Pages; page++)
        {
            Write(PageOf(page), Encoding.UTF8.GetBytes(Page(page)));
        }

        File.WriteAllText(Path.Combine(folder, "_redirects"), "/shop /section-001/ 301\n/old/* /section-002/:splat 302\n/tea /index.html 200\n");
    }

    /// <summary>Ten pages get another paragraph; which, says the number of the change.</summary>
    /// <returns>Their paths.</returns>
    public IReadOnlyList<string> Change(int number)
    {
        Random chosen = new(number);
        List<string> paths = [];
        while (paths.Count < Changed)
        {
            var path = PageOf(chosen.Next(Pages));
            if (!paths.Contains(path))
            {
                paths.Add(path);
                File.AppendAllText(Path.Combine(folder, path), string.Create(CultureInfo.InvariantCulture, $"<p>Change {number}: {Prose(chosen, 12)}.</p>\n"));
            }
        }

        return paths;
    }

    private static string PageOf(int page) => page == 0
        ? "index.html"
        : string.Create(CultureInfo.InvariantCulture, $"section-{page / PagesInFolder:000}/{(page % PagesInFolder == 0 ? "index" : $"page-{page:0000}")}.html");

    private static string AssetOf(int asset) => string.Create(CultureInfo.InvariantCulture, $"assets/{(asset % 2 == 0 ? "css" : "js")}/part-{asset:00}.{(asset % 2 == 0 ? "css" : "js")}");

    private static string PictureOf(int picture) => string.Create(CultureInfo.InvariantCulture, $"assets/images/{picture / 100:00}/picture-{picture:0000}.jpg");

    private string Page(int page)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Page {page}</title>\n");
        text.Append(CultureInfo.InvariantCulture, $"<link rel=\"stylesheet\" href=\"/{AssetOf(page % 10 * 2)}\">\n<script src=\"/{AssetOf((page % 10 * 2) + 1)}\" defer></script>\n");
        text.Append("</head>\n<body>\n<nav>");
        for (var link = 0; link < 8; link++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<a href=\"/{PageOf(_random.Next(Pages))}\">{Prose(_random, 2)}</a>\n");
        }

        text.Append("</nav>\n");
        for (var (left, picture) = (Size(8000) - text.Length, 0); left > 0; picture++)
        {
            var paragraph = $"<p>{Prose(_random, 60)}.</p>\n";
            text.Append(paragraph);
            left -= paragraph.Length;
            if (picture < 2)
            {
                text.Append(CultureInfo.InvariantCulture, $"<img src=\"/{PictureOf(_random.Next(Pictures))}\" alt=\"{Prose(_random, 2)}\" width=\"320\" height=\"200\">\n");
            }
        }

        return text.Append("</body>\n</html>\n").ToString();
    }

    private string Style(int asset) =>
        string.Concat(Enumerable.Range(0, Size(6000) / 60).Select(rule => $".part-{asset}-{rule} {{ margin: {_random.Next(40)}px; color: #{_random.Next(0x1000000):x6} }}\n"));

    private string Script(int asset) =>
        string.Concat(Enumerable.Range(0, Size(12000) / 60).Select(line => $"const part{asset}x{line} = () => {_random.Next(100_000)} + '{Prose(_random, 3)}'.length\n"));

    private static string Prose(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(Words.Length)]));

    // Most are small and a few are large, as on real sites: log-normal with this mean.
    private int Size(double mean)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return (int)Math.Clamp(mean * Math.Exp((0.8 * normal) - 0.32), 200, mean * 20);
    }

    private void Write(string path, byte[] content)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }
}
